// Package interfaces waits through an interface that one type has.
package interfaces

import (
	"context"
	"database/sql"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type users interface {
	Find(ctx context.Context, id string) (string, error)
}

type table struct{ db *sql.DB }

func (t *table) Find(ctx context.Context, id string) (string, error) {
	var name string
	err := t.db.QueryRowContext(ctx, "select name from users where id = $1", id).Scan(&name)
	return name, err
}

// names has two types: which of them it is, nobody knows.
type names interface {
	Name(ctx context.Context, id string) (string, error)
}

type fixed struct{}

func (fixed) Name(context.Context, string) (string, error) { return "", nil }

type remote struct{ db *sql.DB }

func (r *remote) Name(ctx context.Context, id string) (string, error) {
	var name string
	err := r.db.QueryRowContext(ctx, "select name from names where id = $1", id).Scan(&name)
	return name, err
}

type service struct {
	mu    sync.Mutex
	last  string
	users users
	names names
}

func (s *service) get(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, err := s.users.Find(c, c.Param("id")) // want "`s.mu` is held while this waits for a database"
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	s.last = name
	c.String(http.StatusOK, name)
}

func (s *service) either(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, err := s.names.Name(c, c.Param("id"))
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	s.last = name
}

func (s *service) unlocked(c *gin.Context) {
	name, err := s.users.Find(c, c.Param("id"))
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = name
}

var shared = &service{users: &table{}, names: fixed{}}

func register(r *gin.Engine) {
	r.GET("/users/:id", shared.get)
	r.GET("/either/:id", shared.either)
	r.GET("/unlocked/:id", shared.unlocked)
}
