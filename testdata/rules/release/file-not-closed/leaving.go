package leaving

import (
	"fmt"
	"os"
)

// The literal may come back, or another one may take its place.
func Write(path string, data []byte, strict bool) {
	complain := func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, format, args...)
		if strict {
			os.Exit(1)
		}
	}
	f, err := os.Create(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return
	}
	if _, err := f.Write(data); err != nil {
		complain("write: %v\n", err)
		return
	}
	f.Close()
}

func Append(path string, data []byte, strict bool) {
	leave := func() { os.Exit(1) }
	if !strict {
		leave = func() {}
	}
	f, err := os.OpenFile(path, os.O_APPEND, 0o600) // want "the file in `f` is not closed on every path"
	if err != nil {
		return
	}
	if _, err := f.Write(data); err != nil {
		leave()
		return
	}
	f.Close()
}
