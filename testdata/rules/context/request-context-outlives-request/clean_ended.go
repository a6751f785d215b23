package p

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

type session struct{ db *sql.DB }

func (s *session) renew(ctx context.Context, every time.Duration) {
	for range time.Tick(every) {
		if _, err := s.db.ExecContext(ctx, "update session set seen = now()"); err != nil {
			return
		}
	}
}

func (s *session) serve() { time.Sleep(time.Second) }

// The renewing is to end with the session.
func (s *session) hold(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go s.renew(ctx, time.Minute)
	s.serve()
}

func (s *session) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.hold(r.Context()) }

func sessions(s *session) { http.Handle("/session", s) }
