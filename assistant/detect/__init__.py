"""Finding what could help recognise someone: rules over a folded view, merged into details of subjects."""
