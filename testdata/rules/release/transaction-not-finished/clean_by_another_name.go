// Package clean hands the transaction below gorm's to who ends it.
package clean

import (
	"database/sql"

	"gorm.io/gorm"
)

func within(tx *sql.Tx, do func() error) error {
	if err := do(); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func pay(db *gorm.DB, end func(*sql.Tx, func() error) error, amount int) error {
	tx := db.Begin()
	return end(tx.Statement.ConnPool.(*sql.Tx), func() error {
		return tx.Exec("update accounts set balance = balance - ?", amount).Error
	})
}

func refund(db *gorm.DB, amount int) error {
	tx := db.Begin()
	return within(tx.Statement.ConnPool.(*sql.Tx), func() error {
		return tx.Exec("update accounts set balance = balance + ?", amount).Error
	})
}
