// Package cancelled cancels the context of its queries when it returns, which ends them.
package cancelled

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

var errSlow = errors.New("slow")

func hosts(db *sql.DB, limit time.Duration) ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	rows, err := db.QueryContext(ctx, "select host from hosts") // want "result set in `rows` is not closed|never closed"
	if err != nil {
		return nil, err
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, errSlow
	}
	var found []string
	for rows.Next() {
		var host string
		if err := rows.Scan(&host); err != nil {
			return nil, err
		}
		found = append(found, host)
	}
	return found, rows.Err()
}
