// Package store keeps items and orders in PostgreSQL.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	_ "github.com/lib/pq" // the driver that Open names
)

// ErrNotFound says that there is no such row.
var ErrNotFound = errors.New("not found")

// DB is safe for use by several requests at once.
type DB struct {
	sql *sql.DB
}

// Open connects and checks that the database answers.
func Open(source string) (*DB, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(20)
	db.SetConnMaxLifetime(time.Hour)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("ping database: %w", err)
	}
	return &DB{sql: db}, nil
}

// Close ends all connections.
func (d *DB) Close() error { return d.sql.Close() }
