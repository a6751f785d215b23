package beside

import (
	"context"
	"database/sql"
	"errors"
	"os"
)

// An error that comes from elsewhere says nothing of what is open.
func afterTwo(ctx context.Context, db *sql.DB, check func() (error, error)) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	userErr, sysErr := check()
	if userErr != nil || sysErr != nil {
		return errors.Join(userErr, sysErr)
	}
	defer tx.Rollback() // want "`tx` is released too late"
	return tx.Commit()
}

type pool interface {
	ReleaseWorker(spec string, worker *os.Process)
}

// Its name says what the helper gives back.
func byName(p pool, spec string, ready func() error) error {
	worker, err := os.FindProcess(1)
	if err != nil {
		return err
	}
	if err := ready(); err != nil {
		return err
	}
	defer p.ReleaseWorker(spec, worker) // want "`worker` is released too late"
	return worker.Signal(os.Interrupt)
}
