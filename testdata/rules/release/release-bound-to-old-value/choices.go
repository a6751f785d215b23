package choices

import (
	"database/sql"
	"os"
)

const lite = "lite"

type settings struct{ kind, name string }

// Only one of them is opened: no kind is two things.
func cleanKinds(its settings) (db *sql.DB, err error) {
	if its.kind == "large" {
		db, err = sql.Open("postgres", its.name)
		if err != nil {
			return nil, err
		}
	}
	if its.kind == lite {
		db, err = sql.Open("sqlite", its.name)
		if err != nil {
			return nil, err
		}
	}
	return db, nil
}

func notTwo(its settings) (*os.File, error) {
	f, err := os.Open(its.name)
	if err != nil {
		return nil, err
	}
	if its.kind != "large" {
		f, err = os.Open(its.name + ".small") // want "`f` is replaced while it holds a file"
	}
	return f, err
}

func twice(its settings) (f *os.File, err error) {
	if its.kind != "large" {
		f, err = os.Open(its.name)
		if err != nil {
			return nil, err
		}
	}
	if its.kind != lite {
		f, err = os.Open(its.name + ".other") // want "`f` is replaced while it holds a file"
	}
	return f, err
}
