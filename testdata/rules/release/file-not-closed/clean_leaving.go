package leaving

import (
	"fmt"
	"os"
)

// The process ends in the literal.
func Write(path string, data []byte) {
	fatalf := func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, format, args...)
		os.Exit(1)
	}
	f, err := os.Create(path)
	if err != nil {
		fatalf("create: %v\n", err)
	}
	switch n, err := f.Write(data); {
	case err != nil:
		fatalf("write: %v after %d bytes\n", err, n)
	default:
		f.Close()
	}
}
