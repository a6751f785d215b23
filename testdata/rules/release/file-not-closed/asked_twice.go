// Package askedtwice makes the same test more than once on a way.
package askedtwice

import (
	"io"
	"net/http"
	"os"
	"strings"
)

type job struct {
	keep  bool
	state string
}

func changedHeader(req *http.Request, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if req.Header.Get("Range") != "" {
		file.Close()
	} else {
		req.Header.Set("Range", "bytes=0-")
	}
	if req.Header.Get("Range") == "" {
		file.Close()
	}
	return nil
}

func changedField(j *job, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if j.keep {
		j.keep = false
	} else {
		file.Close()
	}
	if j.keep {
		file.Close()
	}
	return nil
}

func changedByMethod(j *job, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if j.keep {
		j.reset()
	} else {
		file.Close()
	}
	if j.keep {
		file.Close()
	}
	return nil
}

func (j *job) reset() { j.keep = !j.keep }

func changedBound(n int, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if n > 3 {
		n--
	} else {
		file.Close()
	}
	if n > 3 {
		file.Close()
	}
	return nil
}

func otherKey(req *http.Request, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if req.Header.Get("Accept") == "" {
		file.Close()
		return nil
	}
	if req.Header.Get("Range") != "" {
		file.Close()
	}
	return nil
}

func received(done chan bool, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if <-done == true {
		file.Close()
		return nil
	}
	if <-done != true {
		file.Close()
	}
	return nil
}

func header(w http.ResponseWriter, req *http.Request, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if req.Header.Get("Range") != "" {
		file.Close()
	}
	w.WriteHeader(http.StatusOK)
	if req.Header.Get("Range") == "" {
		_, err = io.Copy(w, file)
		file.Close()
	}
	return err
}

// The first test stands before what is opened.
func before(w http.ResponseWriter, req *http.Request, path string) error {
	if req.Header.Get("Range") != "" {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, file)
		if req.Header.Get("Range") == "" {
			return err
		}
		file.Close()
	}
	return nil
}

func field(j *job, wanted, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if j.state != wanted {
		file.Close()
	}
	if j.state == wanted {
		file.Close()
	}
	return nil
}

func bound(n int, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if n > 3 {
		file.Close()
	}
	if n > 3 {
		return nil
	}
	file.Close()
	return nil
}

func text(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if strings.HasSuffix(path, ".gz") {
		file.Close()
	}
	if !strings.HasSuffix(path, ".gz") {
		file.Close()
	}
	return nil
}

type mode struct{ kind, state string }

// Two switches with the same cases ask for different things.
func switched(m mode, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	switch m.kind {
	case "done":
		m.use()
	default:
		return file.Close()
	}
	switch m.state {
	case "done":
		return file.Close()
	}
	return nil
}

func (m mode) use() {}

func waitedFor(j *job, ready chan bool, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if !j.keep {
		return file.Close()
	}
	<-ready
	if !j.keep {
		return nil
	}
	return file.Close()
}

var most = 3

func limited(n int, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	if n > most {
		return file.Close()
	}
	raise()
	if n > most {
		return nil
	}
	return file.Close()
}

func raise() { most-- }

func shared(j *job, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	other := j
	if !j.keep {
		return file.Close()
	}
	other.keep = false
	if !j.keep {
		return nil
	}
	return file.Close()
}

func byLiteral(j *job, path string) error {
	file, err := os.Open(path) // want "`file` is not closed on every path"
	if err != nil {
		return err
	}
	drop := func() { j.keep = false }
	if !j.keep {
		return file.Close()
	}
	drop()
	if !j.keep {
		return nil
	}
	return file.Close()
}
