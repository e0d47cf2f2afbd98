"""What the claims stage reads with: sentences, clauses, cues, scope, anchors, speakers, dates."""
