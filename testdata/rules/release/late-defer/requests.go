// Package requests sends requests, and is sent some.
package requests

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"strings"
)

// The body of a request is closed by who sends it; that of the response is not.

func cleanOfRequest(ctx context.Context, url, text string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	request = request.WithContext(ctx)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer request.Body.Close()
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

func ofResponse(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	defer response.Body.Close() // want "`response.Body` is released too late: a return before this defer leaves it open"
	return io.ReadAll(response.Body)
}

// What another error says is not what rows say.

func ofAnother(db *sql.DB, check func() error) error {
	rows, err := db.Query("SELECT name FROM tables")
	if err != nil {
		return err
	}
	err = check()
	if err != nil {
		return err
	}
	defer rows.Close() // want "`rows` is released too late: a return before this defer leaves it open"
	for rows.Next() {
		_ = rows.Scan()
	}
	return rows.Err()
}

// A shelf is open from the start, whatever Create puts on it.

type shelf struct{ files []io.Closer }

func openShelf(files ...io.Closer) (*shelf, error) {
	if len(files) == 0 {
		return nil, errors.New("nothing")
	}
	return &shelf{files}, nil
}

func (s *shelf) Create(name string) error { return errors.New(name) }

func (s *shelf) Close() error {
	for _, file := range s.files {
		_ = file.Close()
	}
	return nil
}

func keep(name string, file io.Closer) error {
	s, err := openShelf(file)
	if err != nil {
		return err
	}
	if err := s.Create(name); err != nil {
		return err
	}
	defer s.Close() // want "`s` is released too late: a return before this defer leaves it open"
	return nil
}
