// Package counts has loops whose rounds nobody knows the number of, though they look like few.
package counts

import (
	"net/http"
	"os"
)

func collected(roots []string) {
	var paths []string
	for _, root := range roots {
		paths = append(paths, root+"/config")
	}
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close() // want "when the function returns"
	}
}

func given(more []string) {
	var paths []string
	paths = append(paths, more...)
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close() // want "when the function returns"
	}
}

func added(visit func(func(string))) {
	var paths []string
	visit(func(path string) { paths = append(paths, path) })
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close() // want "when the function returns"
	}
}

// What is not there yet is asked for again without being counted.
func polled(url string) {
	tries := 0
	for {
		resp, err := http.Get(url)
		if err != nil {
			return
		}
		defer resp.Body.Close() // want "when the function returns"
		if resp.StatusCode == http.StatusAccepted {
			continue
		}
		if tries > 2 {
			return
		}
		tries++
	}
}

func patient(url string, tries int) {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return
		}
		defer resp.Body.Close() // want "when the function returns"
		if tries > 100 {
			return
		}
		tries++
	}
}

func filled(find func(*[]string)) {
	var paths []string
	find(&paths)
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		defer file.Close() // want "when the function returns"
	}
}

var known = []string{"/srv/a"}

func learn(name string) { known = append(known, name) }

func ofPackage() error {
	for _, name := range known {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close() // want "`f` is released when the function returns"
	}
	return nil
}
