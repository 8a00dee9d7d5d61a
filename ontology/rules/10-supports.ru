# A confirmed partner, in a role that implies support, supports every accepted claim of the action;
# a partner named only inside one statement supports the claims of that statement alone.
PREFIX jb: <ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT { GRAPH <urn:junctionbox:inferred> { ?involvement jb:supports ?claim } }
WHERE {
  GRAPH <graph/vocabulary> { ?role jb:impliesSupport true }
  GRAPH <urn:junctionbox:edition> {
    ?involvement prov:hadRole ?role ;
      jb:status <scheme/involvement-status/confirmed> ;
      jb:band <scheme/band/accepted> .
    ?action prov:qualifiedAssociation ?involvement ;
      jb:qualifiedOutcome ?claim .
    ?claim jb:band <scheme/band/accepted> ;
      jb:evidence ?passage .
    OPTIONAL { ?involvement jb:namedOnlyIn ?only }
  }
  FILTER (!BOUND(?only) || ?only = ?passage)
}
