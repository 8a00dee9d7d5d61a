# Two partners work alongside each other when both take part, confirmed, in one action.
# Every pair is met from both ends, so the link is written in both directions.
PREFIX jb: <ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT { GRAPH <urn:junctionbox:inferred> { ?partner jb:collaboratesWith ?other } }
WHERE {
  GRAPH <urn:junctionbox:edition> {
    ?action prov:qualifiedAssociation ?involvement , ?otherInvolvement .
    ?involvement prov:agent ?partner ;
      prov:hadRole ?role ;
      jb:status ?status ;
      jb:band ?band .
    ?otherInvolvement prov:agent ?other ;
      prov:hadRole ?otherRole ;
      jb:status ?status ;
      jb:band ?band .
  }
  # Tested after the join: constants on both sides of it would make a cross product of all involvements.
  FILTER (?partner != ?other)
  FILTER (?status = <scheme/involvement-status/confirmed> && ?band = <scheme/band/accepted>)
  FILTER (?role != <scheme/partner-role/mentioned> && ?otherRole != <scheme/partner-role/mentioned>)
}
