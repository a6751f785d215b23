// Package lent leaves the reading of rows to functions that may stop before the end.
package lent

import (
	"database/sql"
	"errors"
	"fmt"
)

var errEmpty = errors.New("empty")

type ledger struct{ db *sql.DB }

func (l *ledger) accounts() ([]string, error) {
	rows, err := l.db.Query("select name from accounts") // want "never closed"
	if err != nil {
		return nil, err
	}
	return l.collected(rows)
}

func (l *ledger) collected(rows *sql.Rows) ([]string, error) {
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("account: %w", err)
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func sum(rows *sql.Rows) (total int, err error) {
	for rows.Next() {
		var amount int
		if err = rows.Scan(&amount); err != nil {
			return 0, err
		}
		if amount < 0 {
			return 0, errEmpty
		}
		total += amount
	}
	return total, nil
}

func (l *ledger) total() (int, error) {
	rows, err := l.db.Query("select amount from entries") // want "never closed"
	if err != nil {
		return 0, err
	}
	total, err := sum(rows)
	if err != nil {
		return 0, fmt.Errorf("sum: %w", err)
	}
	return total, nil
}
