// Package declared acquires in declarations.
package declared

import (
	"errors"
	"os"
	"time"

	"gorm.io/gorm"
)

type task struct {
	Cron string
	At   time.Time
}

func create(db *gorm.DB, one *task, parse func(string) (time.Time, error)) error {
	var (
		now = time.Now()
		tx  = db.Begin()
	)
	at, err := parse(one.Cron)
	if err != nil {
		return err
	}
	if at.Before(now) {
		return errors.New("too late")
	}
	defer tx.Rollback() // want "return"
	one.At = at
	if err := tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func read(path string, limit int64) ([]byte, error) {
	var file, err = os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	defer file.Close() // want "return"
	if info.Size() > limit {
		return nil, errors.New("too large")
	}
	return os.ReadFile(path)
}

func cleanAtOnce(path string) (int64, error) {
	var file, err = os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
