package p

func misspelt() int {
	// want +1 "`late-defr` is no rule of ginlint, so nothing is waived; did you mean `late-defer`"
	a := 1 //ginlint:ignore late-defr -- it ends here
	// want +1 "`zzz` is no rule of ginlint, so nothing is waived; `ginlint rules` lists them all"
	b := 2 //ginlint:ignore zzz -- it ends here
	// want +1 "`//ginlint:ignored` is no directive of ginlint, so nothing is waived; did you mean `//ginlint:ignore`"
	c := 3 //ginlint:ignored late-defer
	// want +1 "`file-not-close` is no rule"
	d := 4 //nolint:errcheck,file-not-close // as agreed
	// want +1 "`// ginlint: ignore` is no directive of ginlint"
	e := 5 // ginlint: ignore late-defer
	// want +1 "`//ginlint:xyz` is no directive of ginlint, so nothing is waived; it may be ignore, file-ignore, disable, enable"
	return a + b + c + d + e //ginlint:xyz
}

func clean() int {
	a := 1 //nolint:errcheck,gomnd,some-other
	b := 2 // ginlint: a tool that finds leaks
	c := 3 // see ginlint:ignored
	return a + b + c
}
