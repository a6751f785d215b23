// Package clean keeps what it opens in variables of the package.
package clean

import "os"

var names, _ = os.Open(func() string {
	if path := os.Getenv("NAMES"); path != "" {
		return path
	}
	return "names"
}())

var journal, journalErr = open(func(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_APPEND, 0o600)
})

func open(with func(string) (*os.File, error)) (*os.File, error) { return with("journal") }

func note(key string) {
	if journalErr == nil {
		_, _ = journal.WriteString(key)
	}
}

func read(into []byte) (int, error) { return names.Read(into) }
