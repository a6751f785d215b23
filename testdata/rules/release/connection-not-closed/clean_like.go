// Package like hands on what stands for a connection.
package like

import (
	"net"
	"net/http"
	"time"

	"github.com/jmoiron/sqlx"
)

// Unsafe gives the same pool.
func open(source string) (*sqlx.DB, error) {
	db, err := sqlx.Connect("postgres", source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	return db.Unsafe(), nil
}

func listen(address string) (*http.Server, net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, nil, err
	}
	return &http.Server{ReadHeaderTimeout: time.Second}, l, nil
}

type service struct {
	server   *http.Server
	listener net.Listener
}

// Where one of them is nil, there is nothing to close.
func serve(address string) (*service, error) {
	switch server, l, err := listen(address); {
	case err != nil:
		return nil, err
	case server != nil && l != nil:
		return &service{server, l}, nil
	default:
		return nil, nil
	}
}
