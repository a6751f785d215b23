// Package outliving starts work that its handlers do not wait for.
package outliving

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"gorm.io/gorm"
)

type mailer interface {
	Send(ctx context.Context, to string) error
}

type service struct {
	db    *sql.DB
	cache *redis.Client
	mails mailer
}

func (s *service) audit(ctx context.Context, what string) {
	if _, err := s.db.ExecContext(ctx, "insert into audit values ($1)", what); err != nil {
		log.Println(err)
	}
}

func (s *service) ginVariable(c *gin.Context) {
	ctx := c.Request.Context()
	go func() {
		s.audit(ctx, "order") // want "`ctx` is cancelled when the handler returns, and nobody waits for this work"
	}()
	c.Status(http.StatusAccepted)
}

func (s *service) ginDirect(c *gin.Context) {
	go s.audit(c.Request.Context(), "order") // want "`c.Request.Context..` is cancelled"
	c.Status(http.StatusAccepted)
}

func (s *service) ginCopy(c *gin.Context) {
	cp := c.Copy()
	go func() {
		s.audit(cp.Request.Context(), "order") // want "`cp.Request.Context..` is cancelled"
	}()
}

func (s *service) plain(w http.ResponseWriter, r *http.Request) {
	go func() {
		_ = s.cache.Set(r.Context(), "last", r.URL.Path, time.Hour).Err() // want "`r.Context..` is cancelled"
	}()
	w.WriteHeader(http.StatusNoContent)
}

func (s *service) throughInterface(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		if err := s.mails.Send(ctx, "ann@example.com"); err != nil { // want "`ctx` is cancelled"
			log.Println(err)
		}
	}()
}

func (s *service) withTimeout(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), time.Minute)
	go func() {
		defer cancel()
		s.audit(ctx, "later") // want "`ctx` is cancelled"
	}()
	return c.NoContent(http.StatusAccepted)
}

func (s *service) withValue(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), "id", chi.URLParam(r, "id"))
	time.AfterFunc(time.Second, func() {
		s.audit(ctx, "later") // want "`ctx` is cancelled"
	})
}

func (s *service) asArgument(c *gin.Context) {
	go func(ctx context.Context) {
		s.audit(ctx, "x") // want "`ctx` is cancelled"
	}(c.Request.Context())
}

func (s *service) handlesOrder(c *gin.Context) {
	s.order(c.Request.Context(), c.Param("id"))
}

// The layer below the handler starts the work.
func (s *service) order(ctx context.Context, id string) {
	go func() {
		s.audit(ctx, id) // want "`ctx` is cancelled"
	}()
}

func (s *service) handlesTwice(w http.ResponseWriter, r *http.Request) {
	s.middle(r.Context())
}

func (s *service) middle(ctx context.Context) { s.bottom(ctx) }

func (s *service) bottom(ctx context.Context) {
	go s.audit(ctx, "bottom") // want "`ctx` is cancelled"
}

func views(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx := c.Request.Context()
		go func() {
			db.WithContext(ctx).Exec("update pages set views = views + 1") // want "`ctx` is cancelled"
		}()
		c.Next()
	}
}

func calls(url string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go func() {
			req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, url, nil) // want "`r.Context..` is cancelled"
			if err != nil {
				return
			}
			if resp, err := http.DefaultClient.Do(req); err == nil {
				resp.Body.Close()
			}
		}()
	}
}
