"""The command line: one module per command; `output` owns standard output, `diagnostics` standard error."""
