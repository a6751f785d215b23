// Package clean closes its statements, or gives them to somebody who does.
package clean

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"sync"
	"testing"

	"github.com/jmoiron/sqlx"
)

func deferred(db *sql.DB, name string) error {
	stmt, err := db.Prepare("insert into users (name) values (?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.Exec(name)
	return err
}

func deferredClosure(db *sqlx.DB) (err error) {
	stmt, err := db.Preparex("select 1")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stmt.Close()) }()
	_, err = stmt.Exec()
	return err
}

type store struct {
	insert *sql.Stmt
	remove *sql.Stmt
	byName map[string]*sql.Stmt
	mu     sync.Mutex
}

func newStore(db *sql.DB) (*store, error) {
	insert, err := db.Prepare("insert into users (name) values (?)")
	if err != nil {
		return nil, err
	}
	remove, err := db.Prepare("delete from users where id = ?")
	if err != nil {
		insert.Close()
		return nil, err
	}
	return &store{insert: insert, remove: remove}, nil
}

func (s *store) Close() error { return errors.Join(s.insert.Close(), s.remove.Close()) }

func (s *store) cached(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt := s.byName[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s.byName[query] = stmt
	return stmt, nil
}

func (s *store) useCached(ctx context.Context, db *sql.DB) error {
	stmt, err := s.cached(ctx, db, "select 1")
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx)
	return err
}

func (s *store) replace(db *sql.DB) (err error) {
	s.insert, err = db.Prepare("insert into users (name) values ($1)")
	return err
}

// A transaction closes its statements when it ends.
func ofTransaction(tx *sql.Tx, names []string) error {
	stmt, err := tx.Prepare("insert into users (name) values (?)")
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return nil
}

func ofTransactionx(tx *sqlx.Tx) error {
	stmt, err := tx.Preparex("select 1")
	if err != nil {
		return err
	}
	_, err = stmt.Exec()
	return err
}

func quiet(closer io.Closer) { _ = closer.Close() }

func helper(db *sqlx.DB, arg any) error {
	stmt, err := db.PrepareNamed("update users set name = :name")
	if err != nil {
		return err
	}
	defer quiet(stmt)
	_, err = stmt.Exec(arg)
	return err
}

func returned(db *sql.DB) (*sql.Stmt, error) { return db.Prepare("select 1") }

var global *sql.Stmt

func inGlobal(db *sql.DB) (err error) {
	global, err = db.Prepare("select 1")
	return err
}

func onceForAll(db *sql.DB) func() (*sql.Stmt, error) {
	return sync.OnceValues(func() (*sql.Stmt, error) { return db.Prepare("select 1") })
}

func appended(db *sql.DB, queries []string) (all []*sql.Stmt, err error) {
	for _, query := range queries {
		stmt, err := db.Prepare(query)
		if err != nil {
			return all, err
		}
		all = append(all, stmt)
	}
	return all, nil
}

func tested(t *testing.T, db *sql.DB) {
	stmt, err := db.Prepare("select 1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stmt.Close() })
	if _, err := stmt.Exec(); err != nil {
		t.Fatal(err)
	}
}

func passed(db *sql.DB, use func(*sql.Stmt) error) error {
	stmt, err := db.Prepare("select 1")
	if err != nil {
		return err
	}
	return use(stmt)
}

func escaping(db *sql.DB) (func(int) error, func() error, error) {
	stmt, err := db.Prepare("delete from users where id = ?")
	if err != nil {
		return nil, nil, err
	}
	remove := func(id int) error {
		_, err := stmt.Exec(id)
		return err
	}
	return remove, stmt.Close, nil
}

func nilCheck(db *sql.DB, dry bool) error {
	var stmt *sql.Stmt
	var err error
	if !dry {
		stmt, err = db.Prepare("select 1")
	}
	if stmt != nil {
		defer stmt.Close()
	}
	return err
}
