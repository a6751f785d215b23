// Package clean closes what a variable holds before it gets something else.
package clean

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"net/http"
	"os"

	"go.opentelemetry.io/otel"
)

func closedBetween(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	rows.Close()
	rows, err = db.Query("select 2")
	if err != nil {
		return err
	}
	return rows.Close()
}

// A deferred literal reads the variable when it runs.
func deferredLiteral(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	rows.Close()
	defer func() { rows.Close() }()
	rows, err = db.Query("select 2")
	if err != nil {
		return err
	}
	return rows.Err()
}

func onlyIfFailed(first, second string) error {
	resp, err := http.Get(first)
	if err != nil {
		resp, err = http.Get(second)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func retries(url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = http.Get(url)
		if err == nil {
			return resp, nil
		}
	}
	return nil, err
}

func retriesClosing(url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = http.Get(url)
		if err == nil && resp.StatusCode < 500 {
			break
		}
	}
	return resp, err
}

func eachDeferred(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next()
	rows, err = db.Query("select 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next()
	return nil
}

func shadows(db *sql.DB, more bool) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	if more {
		rows, err := db.Query("select 2")
		if err != nil {
			return err
		}
		return rows.Close()
	}
	return nil
}

type server struct {
	conn net.Conn
	old  []*os.File
}

func (s *server) stored(first, second string) error {
	conn, err := net.Dial("tcp", first)
	if err != nil {
		return err
	}
	s.conn = conn
	conn, err = net.Dial("tcp", second)
	if err != nil {
		return err
	}
	return conn.Close()
}

func (s *server) appended(paths []string) error {
	var file *os.File
	var err error
	for _, path := range paths {
		file, err = os.Open(path)
		if err != nil {
			return err
		}
		s.old = append(s.old, file)
	}
	return nil
}

func handsOn(first, second string, use func(*os.File)) error {
	file, err := os.Open(first)
	if err != nil {
		return err
	}
	use(file)
	file, err = os.Open(second)
	if err != nil {
		return err
	}
	return file.Close()
}

func spans(ctx context.Context) {
	ctx, span := otel.Tracer("x").Start(ctx, "first")
	span.End()
	_, span = otel.Tracer("x").Start(ctx, "second")
	span.End()
}

func setsNilAfterClose(path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	err = file.Close()
	file = nil
	if file != nil {
		err = errors.New("never")
	}
	return err
}

func sameValue(path string, w *os.File) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	kept := file
	file = w
	_, err = kept.Stat()
	return errors.Join(err, kept.Close(), file.Sync())
}

func branches(first, second string, a bool) error {
	var file *os.File
	var err error
	if a {
		file, err = os.Open(first)
	} else {
		file, err = os.Open(second)
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// What is resumed is not begun anew.
func resumed(path string, done int64) error {
	var f *os.File
	var err error
	if done > 0 {
		f, err = os.OpenFile(path, os.O_RDWR, 0o600)
		if err != nil {
			done = 0
		} else if _, err := f.Seek(done, 0); err != nil {
			f.Close()
			done = 0
		}
	}
	if done == 0 {
		f, err = os.Create(path)
		if err != nil {
			return err
		}
	}
	defer f.Close()
	return f.Sync()
}
