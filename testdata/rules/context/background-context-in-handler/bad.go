// Package alone works without the context of its requests.
package alone

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
	"gorm.io/gorm"
)

type service struct {
	db    *sql.DB
	cache *redis.Client
}

func (s *service) plain(w http.ResponseWriter, r *http.Request) {
	if err := s.db.PingContext(context.Background()); err != nil { // want "though `r.Context..` would stop it"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *service) variable(c *gin.Context) {
	ctx := context.Background() // want "though `c.Request.Context..` would stop it"
	_, _ = s.cache.Get(ctx, "key").Result()
}

func (s *service) derived(c echo.Context) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second) // want "though `c.Request...Context..` would stop it"
	defer cancel()
	_, err := s.db.ExecContext(ctx, "select 1")
	return err
}

func (s *service) fibers(c *fiber.Ctx) error {
	return s.cache.Set(context.TODO(), "key", 1, 0).Err() // want "though `c.UserContext..`"
}

func (s *service) serves(c *gin.Context) { s.layer(c.Request.Context()) }

func (s *service) layer(ctx context.Context) {
	_ = s.db.PingContext(context.Background()) // want "though `ctx` would stop it"
	_ = ctx
}

func grown(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		db.WithContext(context.Background()).Exec("select 1") // want "though"
		c.Next()
	}
}

func asks(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://example.com", nil) // want "though"
	if err != nil {
		return
	}
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
	}
}

func query(ctx context.Context, db *sql.DB) error { return db.PingContext(ctx) }

func (s *service) helper(c *gin.Context) {
	_ = query(context.Background(), s.db) // want "though"
}

type traceKey struct{}

// The context is made of itself.
func (s *service) traced(c *gin.Context) {
	ctx := context.Background() // want "though"
	ctx = context.WithValue(ctx, traceKey{}, c.GetHeader("Trace"))
	_ = query(ctx, s.db)
}
