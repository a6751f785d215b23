package p

import "os"

func noReason(name string) int {
	// want +1 "this waiver gives no reason; add one behind `--`"
	f, err := os.Open(name) //ginlint:ignore file-not-closed
	if err != nil {
		return 0
	}
	return len(f.Name())
}

func golangci(name string) int {
	// want +1 "this waiver gives no reason; add one behind `//`"
	f, err := os.Open(name) //nolint:file-not-closed
	if err != nil {
		return 0
	}
	return len(f.Name())
}

func clean(name string) int {
	f, err := os.Open(name) //ginlint:ignore file-not-closed -- the process ends
	if err != nil {
		return 0
	}
	g, err := os.Open(name) //nolint:ginlint // the process ends
	if err != nil {
		return 0
	}
	return len(f.Name()) + len(g.Name()) //nolint:gomnd
}
