// Package counted has a transaction for each batch, as a number says.
package counted

import "database/sql"

const size = 100

func commitAll(db *sql.DB, names <-chan string) error {
	var tx *sql.Tx
	pending := 0
	for name := range names {
		if pending == 0 {
			var err error
			if tx, err = db.Begin(); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("insert into names values ($1)", name); err != nil {
			tx.Rollback()
			return err
		}
		pending++
		if pending%size == 0 {
			if err := tx.Commit(); err != nil {
				return err
			}
			pending = 0
		}
	}
	if pending == 0 {
		return nil
	}
	return tx.Commit()
}

// What comes last is forgotten where nothing was asked to be said of it.
func commitFull(db *sql.DB, names <-chan string, quiet int) error {
	var tx *sql.Tx
	pending := 0
	for name := range names {
		if pending == 0 {
			var err error
			if tx, err = db.Begin(); err != nil { // want "the transaction in `tx` is not finished on every path"
				return err
			}
		}
		if _, err := tx.Exec("insert into names values ($1)", name); err != nil {
			tx.Rollback()
			return err
		}
		pending++
	}
	if quiet == 0 {
		return nil
	}
	return tx.Commit()
}

func sometimes(db *sql.DB, dry bool, names []string) error {
	var tx *sql.Tx
	if !dry {
		var err error
		if tx, err = db.Begin(); err != nil {
			return err
		}
	}
	for _, name := range names {
		println(name)
	}
	if dry {
		return nil
	}
	return tx.Commit()
}

func sometimesChanged(db *sql.DB, dry bool, names []string) error {
	var tx *sql.Tx
	if !dry {
		var err error
		if tx, err = db.Begin(); err != nil { // want "the transaction in `tx` is not finished on every path"
			return err
		}
	}
	if len(names) == 0 {
		dry = true
	}
	if dry {
		return nil
	}
	return tx.Commit()
}
