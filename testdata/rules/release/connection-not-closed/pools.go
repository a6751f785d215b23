// Package pools opens databases and clients, and does not keep them.
package pools

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func migrated(dsn string) error {
	db, err := sql.Open("pgx", dsn) // want "the database pool in `db` is never closed"
	if err != nil {
		return err
	}
	_, err = db.Exec("create table users (name text)")
	return err
}

type store struct {
	db   *sql.DB
	conn *sql.Conn
}

func newStore(ctx context.Context, dsn string) (*store, error) {
	db, err := sql.Open("pgx", dsn) // want "not closed on every path"
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &store{db: db, conn: conn}, nil
}

func pinged(ctx context.Context, dsn string) error {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return err
	}
	defer pool.Close()
	return pool.Ping(ctx)
}

func counted(ctx context.Context, addr string) (int64, error) {
	client := redis.NewClient(&redis.Options{Addr: addr}) // want "the Redis client in `client` is never closed"
	return client.DBSize(ctx).Result()
}

func orm(dsn string) (*gorm.DB, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	return gorm.Open(postgres.New(postgres.Config{Conn: db}))
}
