// Package endings has functions of its own that never return.
package endings

import (
	"database/sql"
	"fmt"
	"log"
	"os"
)

type reporter struct{ prefix string }

func die(code int) { os.Exit(code) }

func (r *reporter) fatal(format string, args ...any) error {
	fmt.Fprintf(os.Stderr, r.prefix+format, args...)
	die(1)
	return nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func survive(text string) {
	defer func() { _ = recover() }()
	panic(text)
}

func cleanDies(db *sql.DB) error {
	rows, err := db.Query("select name from users")
	if err != nil {
		return err
	}
	if !rows.Next() {
		die(2)
		return nil
	}
	return rows.Close()
}

func (r *reporter) cleanFatal(db *sql.DB) error {
	rows, err := db.Query("select name from users")
	if err != nil {
		return err
	}
	if !rows.Next() {
		return r.fatal("nobody is there")
	}
	return rows.Close()
}

func goesOn(db *sql.DB) error {
	rows, err := db.Query("select name from users") // want "not closed on every path"
	if err != nil {
		return err
	}
	if !rows.Next() {
		must(rows.Err())
		return nil
	}
	return rows.Close()
}

func survives(db *sql.DB) error {
	rows, err := db.Query("select name from users") // want "not closed on every path"
	if err != nil {
		return err
	}
	if !rows.Next() {
		survive("nobody is there")
		return nil
	}
	return rows.Close()
}

func catch() { _ = recover() }

func fall(text string) {
	defer catch()
	panic(text)
}

type journal struct{}

// Fatal does not end anything, for all its name.
func (journal) Fatal(args ...any) { log.Println(args...) }

func falls(db *sql.DB) error {
	rows, err := db.Query("select name from users") // want "not closed on every path"
	if err != nil {
		return err
	}
	if !rows.Next() {
		fall("nobody is there")
		return nil
	}
	return rows.Close()
}

func notes(db *sql.DB, to journal) error {
	rows, err := db.Query("select name from users") // want "not closed on every path"
	if err != nil {
		return err
	}
	if !rows.Next() {
		to.Fatal("nobody is there")
		return nil
	}
	return rows.Close()
}
