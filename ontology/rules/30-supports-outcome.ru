# A partner supports the outcomes of the claims it stands behind, and everything broader.
PREFIX jb: <ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH <urn:junctionbox:inferred> { ?partner jb:supportsOutcome ?outcome } }
WHERE {
  {
    SELECT DISTINCT ?partner ?claimed WHERE {
      GRAPH <urn:junctionbox:inferred> { ?involvement jb:supports ?claim }
      GRAPH <urn:junctionbox:edition> {
        ?involvement prov:agent ?partner .
        ?claim jb:outcome ?claimed .
      }
    }
  }
  GRAPH <graph/vocabulary> {
    ?claimed skos:inScheme <scheme/outcome> ;
      skos:broader* ?outcome .
  }
}
