# The same where the partner is only proposed, or where one of the two readings still waits for a person.
# Ended partnerships and roles that do not imply support are left out.
PREFIX jb: <ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT { GRAPH <urn:junctionbox:inferred> { ?involvement jb:mightSupport ?claim } }
WHERE {
  GRAPH <graph/vocabulary> { ?role jb:impliesSupport true }
  VALUES ?status { <scheme/involvement-status/confirmed> <scheme/involvement-status/proposed> }
  GRAPH <urn:junctionbox:edition> {
    ?involvement prov:hadRole ?role ;
      jb:status ?status ;
      jb:band ?involvementBand .
    ?action prov:qualifiedAssociation ?involvement ;
      jb:qualifiedOutcome ?claim .
    ?claim jb:band ?claimBand ;
      jb:evidence ?passage .
    OPTIONAL { ?involvement jb:namedOnlyIn ?only }
  }
  FILTER (!BOUND(?only) || ?only = ?passage)
  FILTER (
    ?status = <scheme/involvement-status/proposed>
    || ?involvementBand = <scheme/band/candidate>
    || ?claimBand = <scheme/band/candidate>
  )
}
