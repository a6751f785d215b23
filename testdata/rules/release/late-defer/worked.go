// Package worked holds the connecting middleware of the first report, as it
// was told and as it goes wrong.
package worked

import (
	"context"
	"database/sql"
	"net/http"
)

type key struct{}

// Nothing is open where connecting failed: the return is harmless.
func withConn(db *sql.DB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := db.Conn(r.Context())
		if err != nil {
			http.Error(w, "database is down", http.StatusServiceUnavailable)
			return
		}
		defer conn.Close()
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, conn)))
	})
}

// The second return keeps the connection for good.
func withConnForUsers(db *sql.DB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := db.Conn(r.Context())
		if err != nil {
			http.Error(w, "database is down", http.StatusServiceUnavailable)
			return
		}
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		defer conn.Close() // want "conn"
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, conn)))
	})
}
