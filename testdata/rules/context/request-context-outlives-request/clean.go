// Package bounded waits for its work, or gives it a context of its own.
package bounded

import (
	"context"
	"database/sql"
	"io"
	"log"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"
)

type service struct{ db *sql.DB }

func (s *service) audit(ctx context.Context, what string) error {
	_, err := s.db.ExecContext(ctx, "insert into audit values ($1)", what)
	return err
}

func (s *service) detached(c *gin.Context) {
	ctx := context.WithoutCancel(c.Request.Context())
	go func() { _ = s.audit(ctx, "x") }()
}

func (s *service) detachedInside(c *gin.Context) {
	ctx := c.Request.Context()
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = s.audit(ctx, "x")
	}()
}

func (s *service) background(c *gin.Context) {
	path := c.FullPath()
	go func() { _ = s.audit(context.Background(), path) }()
}

func (s *service) awaited(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = s.audit(r.Context(), "x")
	}()
	wg.Wait()
}

func (s *service) grouped(c *gin.Context) {
	g, ctx := errgroup.WithContext(c.Request.Context())
	g.Go(func() error { return s.audit(ctx, "x") })
	if err := g.Wait(); err != nil {
		_ = c.Error(err)
	}
}

func (s *service) received(c *gin.Context) {
	ctx := c.Request.Context()
	failed := make(chan error, 1)
	go func() { failed <- s.audit(ctx, "x") }()
	if err := <-failed; err != nil {
		_ = c.Error(err)
	}
}

func (s *service) orGone(w http.ResponseWriter, r *http.Request) {
	failed := make(chan error, 1)
	go func() { failed <- s.audit(r.Context(), "x") }()
	select {
	case <-failed:
	case <-r.Context().Done():
	}
}

func (s *service) watches(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		<-ctx.Done()
		log.Println("gone")
	}()
	_ = s.audit(ctx, "x")
}

func (s *service) heartbeat(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	go s.beat(ctx)
	_ = s.audit(ctx, "x")
}

func (s *service) beat(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			_ = s.audit(ctx, "beat")
		}
	}
}

func logs(c *gin.Context) {
	ctx := c.Request.Context()
	go func() {
		slog.InfoContext(ctx, "served")
	}()
}

func values(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		log.Println(ctx.Value("user"))
	}()
}

func (s *service) upgraded(w http.ResponseWriter, r *http.Request, upgrader *websocket.Upgrader) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	go func() { _ = s.audit(r.Context(), "x") }()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func (s *service) cold(ctx context.Context) {
	go func() { _ = s.audit(ctx, "started") }()
}

func start(s *service) {
	s.cold(context.Background())
}

func (s *service) inRequest(c *gin.Context) {
	ctx := c.Request.Context()
	if err := s.audit(ctx, "x"); err != nil {
		_ = c.Error(err)
	}
}

func (s *service) detachedBelow(c *gin.Context) {
	go s.alone(c.Request.Context())
}

func (s *service) alone(parent context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), time.Second)
	defer cancel()
	_ = s.audit(ctx, "x")
}

func (s *service) ownRequest(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "https://example.com", nil)
	if err != nil {
		return
	}
	go func() { _ = s.audit(req.Context(), "x") }()
}

func (s *service) replaced(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(context.WithoutCancel(r.Context()))
	go func() { _ = s.audit(r.Context(), "x") }()
}

func (s *service) pipes(w http.ResponseWriter, r *http.Request) {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() {
		pw.CloseWithError(s.audit(r.Context(), "x"))
	}()
	_, _ = io.Copy(w, pr)
}

type whoKey struct{}

// A context that is made of the request's, and then freed of it, is the work's own.
func (s *service) freedLater(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), whoKey{}, "who")
	ctx = context.WithoutCancel(ctx)
	ctx = context.WithValue(ctx, whoKey{}, "me")
	go func() { _ = s.audit(ctx, "x") }()
	w.WriteHeader(http.StatusAccepted)
}
