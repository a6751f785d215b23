// Package threads has the shapes that users of other analyzers reported as false alarms.
package threads

import (
	"context"
	"database/sql"
	"log"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
)

type item struct{ ID int }

// ryanrolds/sqlclosecheck#35: Queryx with a correct defer.
func queryx(db *sqlx.DB) (items []item, err error) {
	rows, err := db.Queryx("select * from items")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var one item
		if err := rows.StructScan(&one); err != nil {
			return nil, err
		}
		items = append(items, one)
	}
	return items, rows.Err()
}

// ryanrolds/sqlclosecheck#43: deferred in a literal that drops the error.
func droppedError(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select 1")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	if rows.Next() {
		return nil
	}
	return rows.Err()
}

// ryanrolds/sqlclosecheck#43: a helper of the package closes what it is given.
func helper(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer closeRows(rows)
	if rows.Next() {
		return nil
	}
	return rows.Err()
}

func closeRows(rows *sql.Rows) {
	if err := rows.Close(); err != nil {
		log.Print(err)
	}
}

// ryanrolds/sqlclosecheck#7, #33: a deferred function that is no method closes.
func namedLiteral(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	closeAll := func() {
		if err := rows.Close(); err != nil {
			log.Print(err)
		}
	}
	defer closeAll()
	rows.Next()
	return nil
}

// ryanrolds/sqlclosecheck#35: through sqlx's interface for queries.
func throughInterface(q sqlx.Queryer) error {
	rows, err := q.Queryx("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next()
	return nil
}

// ryanrolds/sqlclosecheck#49: NamedQueryContext, closed by a deferred literal that logs.
func namedContext(ctx context.Context, db *sqlx.DB, id int) (bool, error) {
	rows, err := db.NamedQueryContext(ctx, "select 1 from items where id = :id", map[string]any{"id": id})
	if err != nil {
		return false, err
	}
	defer func() {
		if closeErr := rows.Close(); closeErr != nil {
			log.Printf("closing: %v", closeErr)
		}
	}()
	return rows.Next(), nil
}

// jingyugao/rowserrcheck#32: whichever runs the query, its rows are the caller's.
type runner struct {
	tx   pgx.Tx
	conn *pgx.Conn
}

func (r runner) run(ctx context.Context, query string) (pgx.Rows, error) {
	switch {
	case r.tx != nil:
		return r.tx.Query(ctx, query)
	case r.conn != nil:
		return r.conn.Query(ctx, query)
	}
	return nil, pgx.ErrNoRows
}

// jingyugao/rowserrcheck#32: the rows are returned for the caller to check and close.
func returned(ctx context.Context, tx pgx.Tx) (pgx.Rows, error) {
	rows, err := tx.Query(ctx, "select 1")
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// jingyugao/rowserrcheck#16, golangci/golangci-lint#1774: closed in a deferred literal.
func deferredCheck(db *sql.DB) (err error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer func() {
		if rowsErr := rows.Err(); rowsErr != nil && err == nil {
			err = rowsErr
		}
		rows.Close()
	}()
	rows.Next()
	return nil
}

// Near jingyugao/rowserrcheck#32: rows that a struct of the caller keeps.
type page struct {
	rows *sql.Rows
	next int
}

func (p *page) load(db *sql.DB) (err error) {
	p.rows, err = db.Query("select id from items limit 10 offset ?", p.next)
	if err != nil {
		return err
	}
	p.next += 10
	return nil
}

// cockroachdb/cockroach#61059: rows that are read to their end by one function and closed by it.
func readAll(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from items")
	if err != nil {
		return nil, err
	}
	return toStrings(rows)
}

func toStrings(rows *sql.Rows) (all []string, err error) {
	defer func() { err = rows.Close() }()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// xataio/pgroll#614: each of two queries has its own variable and its own defer.
func twice(db *sql.DB) error {
	first, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer first.Close()
	second, err := db.Query("select 2")
	if err != nil {
		return err
	}
	defer second.Close()
	first.Next()
	second.Next()
	return nil
}
