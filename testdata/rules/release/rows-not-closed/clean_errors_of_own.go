// Package owned has an error type of its own.
package owned

import "database/sql"

// Error carries a code besides its text.
type Error interface {
	error
	Code() int
}

type dal interface {
	Cursor(query string) (*sql.Rows, Error)
}

type gate struct{ db *sql.DB }

func (g gate) Cursor(query string) (*sql.Rows, Error) {
	rows, err := g.db.Query(query)
	if err != nil {
		return nil, wrap(err)
	}
	return rows, nil
}

func wrap(err error) Error { return nil }

func ids(d dal) ([]int, Error) {
	cursor, err := d.Cursor("select id from builds")
	if err != nil {
		return nil, err
	}
	defer cursor.Close()
	var found []int
	for cursor.Next() {
		var id int
		if err := cursor.Scan(&id); err != nil {
			return nil, wrap(err)
		}
		found = append(found, id)
	}
	return found, nil
}

func forgotten(d dal) (int, Error) {
	cursor, err := d.Cursor("select id from builds") // want "is not closed on every path"
	if err != nil {
		return 0, err
	}
	var id int
	for cursor.Next() {
		if err := cursor.Scan(&id); err != nil {
			return 0, wrap(err)
		}
	}
	cursor.Close()
	return id, nil
}
