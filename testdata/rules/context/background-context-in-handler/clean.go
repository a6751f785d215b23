// Package along works with the context of its requests, or for longer.
package along

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type service struct{ db *sql.DB }

func (s *service) right(c *gin.Context) {
	_ = s.db.PingContext(c.Request.Context())
}

func (s *service) detached(c *gin.Context) {
	go func() { _ = s.db.PingContext(context.Background()) }()
}

func (s *service) cleanup(w http.ResponseWriter, r *http.Request) {
	defer func() { _, _ = s.db.ExecContext(context.Background(), "delete from locks") }()
	w.WriteHeader(http.StatusNoContent)
}

func (s *service) deferred(w http.ResponseWriter, r *http.Request) {
	defer s.db.PingContext(context.Background())
	w.WriteHeader(http.StatusNoContent)
}

func logs(c *gin.Context) {
	slog.InfoContext(context.Background(), "served")
}

func start(s *service) error { return s.db.PingContext(context.Background()) }

func cold(ctx context.Context, s *service) error { return s.db.PingContext(context.Background()) }

func fallback(c *gin.Context, ctx context.Context) {
	if ctx == nil {
		ctx = context.Background()
	}
	_ = ctx.Err()
}

func noContext(w http.ResponseWriter) { _ = context.Background() }

func unused(c *gin.Context) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	go func() { <-ctx.Done() }()
}

type server struct{ http.Server }

func (s *server) stop() error { return s.Shutdown(context.Background()) }

func (s *service) work(ctx context.Context) error { return s.db.PingContext(ctx) }

func (s *service) values(c *gin.Context) {
	_ = context.WithValue(context.Background(), "key", 1).Value("key")
}

func (s *service) unset(ctx context.Context, c *gin.Context) {
	if ctx == nil {
		ctx = context.Background()
	}
	_ = s.work(ctx)
}

type lazy struct {
	service
	conn *sql.Conn
}

func (l *lazy) handle(c *gin.Context) { l.connection(c.Request.Context()) }

func (l *lazy) connection(ctx context.Context) *sql.Conn {
	if l.conn == nil {
		l.conn, _ = l.db.Conn(context.Background())
	}
	return l.conn
}
