package branches

import (
	"database/sql"
	"os"
)

func insideBranch(path string) error {
	file, err := os.Open(path)
	if err == nil {
		if path == "hidden" {
			return nil
		}
		defer file.Close() // want "file"
	}
	return err
}

func shadowedError(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if info, err := file.Stat(); err != nil || info.Size() == 0 {
		return err
	}
	defer file.Close() // want "file"
	return nil
}

func insideLoop(db *sql.DB, names []string) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == "" {
			return nil
		}
	}
	defer rows.Close() // want "rows"
	return rows.Err()
}
