package beside

import (
	"context"
	"database/sql"
	"time"
)

type reader struct{ tx *sql.Tx }

func (r *reader) limited() (context.Context, func()) {
	return context.WithTimeout(context.Background(), time.Minute)
}

func (r *reader) query(text string) (*sql.Rows, func(), error) {
	ctx, cancel := r.limited()
	rows, err := r.tx.QueryContext(ctx, text)
	if err != nil {
		cancel()
		return nil, func() {}, err
	}
	return rows, cancel, nil
}

// The function that comes beside the rows ends them.
func (r *reader) cleanNames() (names []string, err error) {
	rows, cancel, err := r.query("select name from users")
	if err != nil {
		return nil, err
	}
	defer cancel()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func (r *reader) count() (func() int, error) {
	rows, err := r.tx.Query("select name from users") // want "the result set in `rows` is never closed"
	if err != nil {
		return nil, err
	}
	n := 0
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		n++
	}
	return func() int { return n }, nil
}
