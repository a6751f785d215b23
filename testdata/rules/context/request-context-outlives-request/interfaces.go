// Package interfaces starts work by methods of interfaces that the package implements itself.
package interfaces

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"os"
)

type keeper interface{ Keep(ctx context.Context) }

type toFile struct {
	path string
	log  *slog.Logger
}

func (f *toFile) Keep(ctx context.Context) {
	if err := os.WriteFile(f.path, []byte("on"), 0o600); err != nil {
		f.log.ErrorContext(ctx, "keeping", "err", err)
	}
}

type nowhere struct{}

func (nowhere) Keep(context.Context) {}

type recorder interface {
	Record(ctx context.Context, what string)
}

type toTable struct{ db *sql.DB }

func (t *toTable) Record(ctx context.Context, what string) {
	_, _ = t.db.ExecContext(ctx, "insert into events values (?)", what)
}

type toNothing struct{}

func (toNothing) Record(context.Context, string) {}

type server struct {
	keeper   keeper
	recorder recorder
}

func (s *server) resume(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go s.keeper.Keep(ctx)
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) pause(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go s.recorder.Record(ctx, "paused") // want "`ctx` is cancelled when the handler returns"
	w.WriteHeader(http.StatusAccepted)
}
