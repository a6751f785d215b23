// Package web serves users.
package web

import (
	"database/sql"
	"fmt"
	"net/http"

	"example.com/layers/safe"
	"example.com/layers/store"
)

// Server has the handlers.
type Server struct {
	store   *store.Store
	queries store.Queries
	closers safe.Closers
}

// First leaves the rows of another package open.
func (s *Server) First(w http.ResponseWriter, r *http.Request) {
	rows, err := s.store.List(r.Context(), 1) // want "result set"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var name string
	if rows.Next() {
		_ = rows.Scan(&name)
	}
	fmt.Fprintln(w, name)
}

// FirstByInterface leaves the rows open that come by way of an interface.
func (s *Server) FirstByInterface(w http.ResponseWriter, r *http.Request) {
	rows, err := s.queries.List(r.Context(), 1) // want "result set"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, rows.Next())
}

// Named only asks a helper of another package for a name.
func (s *Server) Named(w http.ResponseWriter, r *http.Request) {
	rows, err := s.store.List(r.Context(), 1) // want "result set"
	if err != nil {
		return
	}
	fmt.Fprintln(w, safe.Name(rows), rows.Next())
}

// All closes with the helper of another package.
func (s *Server) All(w http.ResponseWriter, r *http.Request) {
	rows, err := s.store.List(r.Context(), 100)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer safe.Close(rows)
	if !rows.Next() {
		return
	}
	fmt.Fprintln(w, "some")
}

// Kept gives its rows to what closes them.
func (s *Server) Kept(_ http.ResponseWriter, r *http.Request) {
	rows, err := s.queries.List(r.Context(), 100)
	if err != nil {
		return
	}
	s.closers.Add(rows)
	rows.Next()
}

// Local collects closers and closes them all.
func (s *Server) Local(w http.ResponseWriter, r *http.Request) {
	var closers safe.Closers
	defer closers.Close()
	rows, err := s.store.List(r.Context(), 100)
	if err != nil {
		return
	}
	closers.Add(rows)
	fmt.Fprintln(w, rows.Next())
}

func scan(rows *sql.Rows, visit func(string)) error {
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		visit(name)
	}
	return rows.Err()
}

// Scanned gives its rows to a function that closes them.
func (s *Server) Scanned(w http.ResponseWriter, r *http.Request) {
	rows, err := s.store.List(r.Context(), 100)
	if err != nil {
		return
	}
	if err := scan(rows, func(name string) { fmt.Fprintln(w, name) }); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
