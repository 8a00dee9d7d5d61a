# An action contributes to the outcomes of its accepted claims, and to everything broader.
PREFIX jb: <ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH <urn:junctionbox:inferred> { ?action jb:contributesTo ?outcome } }
WHERE {
  {
    SELECT DISTINCT ?action ?claimed WHERE {
      GRAPH <urn:junctionbox:edition> {
        ?action jb:qualifiedOutcome ?claim .
        ?claim jb:band <scheme/band/accepted> ;
          jb:outcome ?claimed .
      }
    }
  }
  GRAPH <graph/vocabulary> {
    ?claimed skos:inScheme <scheme/outcome> ;
      skos:broader* ?outcome .
  }
}
