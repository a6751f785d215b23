// Package start opens what a service has as long as it runs: if that fails, so does the service.
package start

import (
	"context"
	"database/sql"
	"net"

	"github.com/redis/go-redis/v9"
)

type cache struct{ client *redis.Client }

func newCache(address string) (*cache, error) {
	client := redis.NewClient(&redis.Options{Addr: address}) // want "the Redis client in `client` is not closed on every path"
	if err := client.Ping(context.Background()).Err(); err != nil {
		return nil, err
	}
	return &cache{client}, nil
}

func initListener(address string, check func(net.Addr) error) (net.Listener, error) {
	l, err := net.Listen("tcp", address) // want "the listener in `l` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if err := check(l.Addr()); err != nil {
		return nil, err
	}
	return l, nil
}

type store struct{ db *sql.DB }

func newStore(dsn string) (*store, error) {
	s := &store{}
	if err := s.open(dsn); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *store) open(dsn string) error {
	db, err := sql.Open("mysql", dsn) // want "the database pool in `db` is not closed on every path"
	if err != nil {
		return err
	}
	if err := db.Ping(); err != nil {
		return err
	}
	s.db = db
	return nil
}

var pool *sql.DB

func connect(dsn string) (db *sql.DB, err error) {
	if pool != nil {
		return pool, nil
	}
	db, err = sql.Open("mysql", dsn) // want "the database pool in `db` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if err = db.Ping(); err != nil {
		return nil, err
	}
	pool = db
	return db, nil
}
