// Package released closes its rows, or gives them to somebody who does.
package released

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"iter"
	"log"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

type user struct {
	ID   int
	Name string
}

func deferred(db *sql.DB) error {
	rows, err := db.Query("select id from users")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
	}
	return rows.Err()
}

func deferredClosure(db *sql.DB) error {
	rows, err := db.Query("select id from users")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		return sql.ErrNoRows
	}
	return nil
}

func quiet(c io.Closer) { _ = c.Close() }

func closerHelper(db *sqlx.DB) error {
	rows, err := db.Queryx("select id from users")
	if err != nil {
		return err
	}
	defer quiet(rows)
	return rows.Err()
}

func queryRow(db *sql.DB, id int) (name string, err error) {
	err = db.QueryRow("select name from users where id = ?", id).Scan(&name)
	return name, err
}

func finds(db *gorm.DB) (users []user, err error) {
	if err := db.Where("id > ?", 1).Find(&users).Error; err != nil {
		return nil, err
	}
	var first user
	err = db.First(&first).Error
	return append(users, first), err
}

func returned(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func returnedDirectly(db *sql.DB) (*sql.Rows, error) {
	return db.Query("select 1")
}

type cursor struct {
	rows *sql.Rows
	err  error
}

func (c *cursor) Close() error { return c.rows.Close() }

func wrapped(db *sql.DB) (*cursor, error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return nil, err
	}
	return &cursor{rows: rows}, nil
}

func (c *cursor) stored(db *sql.DB) {
	rows, err := db.Query("select 1")
	c.rows, c.err = rows, err
}

func collected(ctx context.Context, pool *pgxpool.Pool) ([]user, error) {
	rows, err := pool.Query(ctx, "select id, name from users")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[user])
}

func forEach(ctx context.Context, conn *pgx.Conn) (total int, err error) {
	rows, err := conn.Query(ctx, "select id from users")
	if err != nil {
		return 0, err
	}
	var id int
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		total += id
		return nil
	})
	return total, err
}

func collectedAnyway(ctx context.Context, conn *pgx.Conn) ([]int, error) {
	rows, _ := conn.Query(ctx, "select id from users")
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

func sent(db *sql.DB, out chan<- *sql.Rows) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	out <- rows
	return nil
}

func inMap(db *sql.DB, open map[string]*sql.Rows, key string) error {
	rows, err := db.Query("select 1")
	if err == nil {
		open[key] = rows
	}
	return err
}

func appended(db *sql.DB, all []*sql.Rows) ([]*sql.Rows, error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return all, err
	}
	all = append(all, rows)
	return all, nil
}

func each(db *sql.DB, visit func(*sql.Rows) error) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	return visit(rows)
}

func cleanup(t *testing.T, db *sql.DB) *sql.Rows {
	rows, err := db.Query("select 1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { rows.Close() })
	rows.Next()
	return nil
}

func iterated(db *sql.DB) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		rows, err := db.Query("select id from users")
		if err != nil {
			yield(0, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var id int
			err := rows.Scan(&id)
			if !yield(id, err) || err != nil {
				return
			}
		}
	}
}

func perIteration(db *sql.DB, tables []string) error {
	for _, table := range tables {
		rows, err := db.Query("select 1 from " + table)
		if err != nil {
			return err
		}
		empty := !rows.Next()
		if err := rows.Close(); err != nil || empty {
			return errors.Join(err, errors.New("empty"))
		}
	}
	return nil
}

func literalPerIteration(db *sql.DB, tables []string) error {
	for _, table := range tables {
		if err := func() error {
			rows, err := db.Query("select 1 from " + table)
			if err != nil {
				return err
			}
			defer rows.Close()
			return rows.Err()
		}(); err != nil {
			return err
		}
	}
	return nil
}

func everyBranch(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	if rows.Next() {
		return rows.Close()
	}
	if err := rows.Close(); err != nil {
		log.Print(err)
	}
	return sql.ErrNoRows
}

// pgx closes the rows itself when Scan fails, and when they ran out.
func pgxScan(ctx context.Context, conn *pgx.Conn) (ids []int, err error) {
	rows, err := conn.Query(ctx, "select id from jobs")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
