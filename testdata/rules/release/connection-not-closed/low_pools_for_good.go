// Package lasting opens pools of connections for as long as a service runs: one is lost, and once.
package lasting

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
)

type store struct{ db *sql.DB }

func (s *store) Close() error { return s.db.Close() }

func newLasting(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

type server struct{ s *store }

func newServer(dsn string) (*server, error) {
	s, err := newLasting(dsn)
	if err != nil {
		return nil, err
	}
	return &server{s: s}, nil
}

func newServed(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

func serve(dsn string) error {
	s, err := newServed(dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	return http.ListenAndServe("localhost:8080", nil)
}

func newWatching(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

// It lasts as long as the service does.
func watch(ctx context.Context, dsn string) error {
	s, err := newWatching(dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	go s.db.PingContext(ctx)
	<-ctx.Done()
	return nil
}

func newConsuming(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

func consume(dsn string, jobs <-chan string) error {
	s, err := newConsuming(dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	for job := range jobs {
		if _, err := s.db.Exec("insert into jobs values ($1)", job); err != nil {
			return err
		}
	}
	return nil
}
