// Package wrapped looks at errors that it has put into others first.
package wrapped

import (
	"database/sql"
	"errors"
)

var errNone = errors.New("none")

func known(err error, what string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errors.Join(errNone, errors.New(what))
	}
	return err
}

func cleanNames(db *sql.DB) (names []string, err error) {
	rows, err := db.Query("SELECT name FROM users")
	err = known(err, "users")
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		name := ""
		if err = rows.Scan(&name); err != nil {
			rows.Close()
			return nil, err
		}
		names = append(names, name)
	}
	err = rows.Err()
	rows.Close()
	return names, err
}

// The other error is one more reason to leave.
func joined(db *sql.DB, before error) (names []string, err error) {
	rows, err := db.Query("SELECT name FROM users")
	err = errors.Join(err, before)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // want late-defer:"`rows` is released too late"
	for rows.Next() {
		name := ""
		if err = rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// By now the error is that of something else.
func counted(db *sql.DB, count func() error) (int, error) {
	rows, err := db.Query("SELECT name FROM users") // want "the result set in `rows` is not closed on every path"
	if err != nil {
		return 0, err
	}
	err = count()
	err = known(err, "count")
	if err != nil {
		return 0, err
	}
	n := 0
	for rows.Next() {
		n++
	}
	err = rows.Err()
	rows.Close()
	return n, err
}
