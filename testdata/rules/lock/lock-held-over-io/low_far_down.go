// Package fardown keeps writers apart, all of which wait, some of them many calls down.
package fardown

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
)

type samples struct {
	keeping sync.RWMutex
	db      *sql.DB
	days    int
}

func (s *samples) keep(ctx context.Context, days int) error {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	_, err := s.db.ExecContext(ctx, "update kept set days = $1", days) // want "`s.keeping` is held while this waits for a database query"
	return err
}

func (s *samples) flush(ctx context.Context) error {
	s.keeping.RLock()
	defer s.keeping.RUnlock()
	return s.flushDue(ctx)
}

func (s *samples) flushDue(ctx context.Context) error     { return s.flushMinutes(ctx) }
func (s *samples) flushMinutes(ctx context.Context) error { return s.flushHours(ctx) }
func (s *samples) flushHours(ctx context.Context) error   { return s.flushDays(ctx) }
func (s *samples) flushDays(ctx context.Context) error    { return s.write(ctx) }

func (s *samples) write(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "insert into days default values")
	return err
}

func (s *samples) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.keep(r.Context(), 7); err != nil {
		http.Error(w, "not kept", http.StatusInternalServerError)
		return
	}
	if err := s.flush(r.Context()); err != nil {
		http.Error(w, "not flushed", http.StatusInternalServerError)
	}
}
