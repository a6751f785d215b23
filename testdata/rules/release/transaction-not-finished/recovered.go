// Package recovered ends transactions in deferred functions after a panic, and only then.
package recovered

import (
	"database/sql"
	"errors"
	"log"

	"gorm.io/gorm"
)

type order struct{ ID int }

func save(db *gorm.DB, one *order) error {
	tx := db.Begin() // want "not finished on every path"
	defer func() {
		if r := recover(); r != nil {
			tx.Rollback()
		}
	}()
	if err := tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func saveGuarded(db *gorm.DB, one *order) (err error) {
	tx := db.Begin() // want "not finished on every path"
	defer func() {
		r := recover()
		if r != nil && err != nil {
			tx.Rollback()
		}
	}()
	if err = tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func saveOutright(db *sql.DB, id int) error {
	tx, err := db.Begin() // want "not finished on every path"
	if err != nil {
		return err
	}
	defer func() {
		if recover() != nil {
			_ = tx.Rollback()
		}
	}()
	if _, err := tx.Exec("delete from orders where id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func cleanBoth(db *gorm.DB, one *order) error {
	tx := db.Begin()
	defer func() {
		if r := recover(); r != nil {
			tx.Rollback()
		}
	}()
	if err := tx.Create(one).Error; err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func cleanEither(db *gorm.DB, one *order) (err error) {
	tx := db.Begin()
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panicked")
		}
		if err != nil {
			tx.Rollback()
		}
	}()
	if err = tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func cleanAlways(db *gorm.DB, one *order) error {
	tx := db.Begin()
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
		tx.Rollback()
	}()
	if err := tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}
