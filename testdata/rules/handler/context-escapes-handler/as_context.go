// Package ascontext hands gin's context on as a context.Context.
package ascontext

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type users interface {
	Delete(ctx context.Context, id string) error
	Touch(ctx context.Context, id string) error
	Wait(ctx context.Context, id string) error
}

type store struct{ db *sql.DB }

func (s *store) Delete(ctx context.Context, id string) error {
	go func() {
		if _, err := s.db.ExecContext(ctx, "delete from users where id = ?", id); err != nil { // want "`ctx` is used in a goroutine that nobody waits for, but gin gives it to another request"
			log.Print(err)
		}
	}()
	return nil
}

// Its callers give the request's own, or one of the program.
func (s *store) Touch(ctx context.Context, id string) error {
	go func() {
		_, err := s.db.ExecContext(ctx, "update users set seen = 1 where id = ?", id)
		log.Print(err)
	}()
	return nil
}

func (s *store) Wait(ctx context.Context, id string) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_, err := s.db.ExecContext(ctx, "update users set seen = 1 where id = ?", id)
		log.Print(err)
	}()
	wg.Wait()
	return nil
}

func told(_ context.Context, id string) { log.Print(id) }

// Who is given it does not use it.
func cleanTold(ctx context.Context, id string) {
	go func() { told(ctx, id) }()
}

func counted(ctx context.Context, db *sql.DB) {
	go count(ctx, db) // want "`ctx` is used in a goroutine"
}

func count(ctx context.Context, db *sql.DB) {
	var n int
	if err := db.QueryRowContext(ctx, "select count(*) from users").Scan(&n); err != nil {
		log.Print(err)
	}
}

// By way of another one.
func through(ctx context.Context, db *sql.DB) { counted(ctx, db) }

type handler struct {
	users users
	db    *sql.DB
}

func (h *handler) delete(c *gin.Context) {
	if err := h.users.Delete(c, c.Param("id")); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	through(c, h.db)
	c.Status(http.StatusNoContent)
}

func (h *handler) touch(c *gin.Context) {
	id := c.Param("id")
	if err := h.users.Touch(c.Request.Context(), id); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	if err := h.users.Touch(context.Background(), id); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	if err := h.users.Wait(c, id); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	cleanTold(c, id)
	c.Status(http.StatusNoContent)
}

func routes(engine *gin.Engine, db *sql.DB) {
	h := &handler{users: &store{db: db}, db: db}
	engine.DELETE("/users/:id", h.delete)
	engine.POST("/users/:id", h.touch)
}

// Its only caller waits.
func cleanReload(ctx context.Context, db *sql.DB, wait bool) {
	if wait {
		count(ctx, db)
		return
	}
	go count(ctx, db)
}

func cleanShow(c *gin.Context, db *sql.DB) {
	cleanReload(c, db, true)
	c.Status(http.StatusNoContent)
}

// What it holds by then is another one.
func cleanWithout(ctx context.Context, db *sql.DB) {
	ctx = context.WithoutCancel(ctx)
	go count(ctx, db)
}

func cleanGiven(c *gin.Context, db *sql.DB) {
	cleanWithout(c, db)
	c.Status(http.StatusNoContent)
}
