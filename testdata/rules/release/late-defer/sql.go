package sqlforms

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type store struct {
	db   *sql.DB
	x    *sqlx.DB
	pool *pgxpool.Pool
	mu   sync.Mutex
	seen map[string]int
}

var errNoColumns = errors.New("no columns")

func (s *store) names(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "select name from items")
	if err != nil {
		return nil, err
	}
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	if len(columns) == 0 {
		return nil, errNoColumns
	}
	defer rows.Close() // want "rows"
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func (s *store) structs(limit int) error {
	rows, err := s.x.Queryx("select * from items")
	if err != nil {
		return err
	}
	if limit == 0 {
		return nil
	}
	defer func() { // want "rows"
		if err := rows.Close(); err != nil {
			limit = 0
		}
	}()
	return rows.Err()
}

func (s *store) order(c *gin.Context) {
	tx, err := s.db.BeginTx(c, nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	item := c.PostForm("item")
	if item == "" {
		c.Status(http.StatusBadRequest)
		return
	}
	defer tx.Rollback() // want "tx"
	if _, err := tx.Exec("insert into orders (item) values ($1)", item); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	_ = tx.Commit()
}

type user struct{ id int64 }

// A failed assertion panics, Gin recovers, and the transaction stays open.
func (s *store) pay(c *gin.Context) {
	tx, err := s.db.BeginTx(c, nil)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	who := c.MustGet("user").(*user)
	defer tx.Rollback() // want "tx"
	_, _ = tx.Exec("update users set paid = true where id = $1", who.id)
	_ = tx.Commit()
}

func (s *store) prepared(c echo.Context) error {
	statement, err := s.db.Prepare("select count(*) from items where kind = $1")
	if err != nil {
		return err
	}
	kind := c.QueryParam("kind")
	if kind == "" {
		return echo.ErrBadRequest
	}
	defer statement.Close() // want "statement"
	return statement.QueryRow(kind).Err()
}

func (s *store) acquired(ctx context.Context, dry bool) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	if dry {
		return nil
	}
	defer conn.Release() // want "conn"
	return conn.Ping(ctx)
}

func (s *store) count(name string) int {
	s.mu.Lock()
	if name == "" {
		return 0
	}
	defer s.mu.Unlock() // want "mu"
	s.seen[name]++
	return s.seen[name]
}

func (s *store) inLoop(ctx context.Context, kinds []string) error {
	for _, kind := range kinds {
		err := func() error {
			rows, err := s.db.QueryContext(ctx, "select 1 from items where kind = $1", kind)
			if err != nil {
				return err
			}
			if kind == "hidden" {
				return nil
			}
			defer rows.Close() // want "rows"
			return rows.Err()
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func routes(engine *gin.Engine, s *store) {
	engine.POST("/orders", s.order)
	engine.POST("/payments", s.pay)
}
