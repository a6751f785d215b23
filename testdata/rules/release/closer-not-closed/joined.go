package joined

import (
	"io"
	"net/http"
	"os"
)

type joined struct {
	file *os.File
	rest io.Closer
}

func join(path string, rest io.Closer) *joined {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	return &joined{file: file, rest: rest}
}

func (j *joined) Close() error {
	_ = j.rest.Close()
	return j.file.Close()
}

// Each has the one before, so that who closes the last closes all.
func cleanAll(first io.Closer, paths []string) *joined {
	all := join("first", first)
	for _, path := range paths {
		all = join(path, all)
	}
	return all
}

func cleanInLoop(first io.Closer, paths []string) *joined {
	var all *joined
	for _, path := range paths {
		if all == nil {
			all = join(path, first)
			continue
		}
		all = join(path, all)
	}
	return all
}

func last(w http.ResponseWriter, r *http.Request) {
	var one *joined
	for _, path := range r.Form["path"] {
		one = join(path, r.Body) // want "the joined in `one` is not closed in every iteration"
	}
	if one != nil {
		_ = one.Close()
	}
}
