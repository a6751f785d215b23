// Package errorbranches returns between acquisition and defer only where
// nothing was acquired.
package errorbranches

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

var errMissing = errors.New("missing")

func plain(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

func logged(path string) []byte {
	file, err := os.Open(path)
	if err != nil {
		log.Printf("open %s: %v", path, err)
		return nil
	}
	defer file.Close()
	text, _ := io.ReadAll(file)
	return text
}

func byKind(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return errMissing
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}

func nestedKinds(path string) error {
	file, err := os.Open(path)
	if err != nil {
		if os.IsNotExist(err) {
			return nil
		}
		return fmt.Errorf("open: %w", err)
	}
	defer file.Close()
	return nil
}

func inSwitch(path string) error {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return errMissing
	case err != nil:
		return err
	}
	defer file.Close()
	return nil
}

func switchOnError(path string) error {
	file, err := os.Open(path)
	switch err {
	case nil:
	case fs.ErrNotExist:
		return errMissing
	default:
		return err
	}
	defer file.Close()
	return nil
}

func elseBranch(path string) error {
	if file, err := os.Open(path); err != nil {
		return err
	} else {
		defer file.Close()
	}
	return nil
}

func positive(path string) error {
	file, err := os.Open(path)
	if err == nil {
		defer file.Close()
		_, err = io.Copy(io.Discard, file)
	}
	return err
}

func reversed(path string) error {
	file, err := os.Open(path)
	if nil != err {
		return err
	}
	defer file.Close()
	return nil
}

func nilResource(url string) error {
	resp, err := http.Get(url)
	if resp == nil {
		return err
	}
	defer resp.Body.Close()
	return err
}

func eitherNil(url string) error {
	resp, err := http.Get(url)
	if err != nil || resp == nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func closesEvenOnError(url string) error {
	resp, err := http.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	return nil
}

func otherErrorName(db *sql.DB) error {
	rows, queryErr := db.Query("select 1")
	if queryErr != nil {
		return queryErr
	}
	defer rows.Close()
	return rows.Err()
}

func fatal(path string) {
	file, err := os.Open(path)
	if err != nil {
		log.Fatalf("open: %v", err)
	}
	defer file.Close()
	_, _ = io.Copy(os.Stdout, file)
}

func retried(address string) error {
	var conn net.Conn
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		conn, err = net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	defer conn.Close()
	return nil
}

func named(path string) (n int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return
	}
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	return io.Copy(io.Discard, file)
}

func okForm(path string) bool {
	file, err := os.Open(path)
	ok := err == nil
	if !ok {
		return false
	}
	defer file.Close()
	return true
}

func carriedAgain(db *sql.DB) error {
	rows, err := db.Query("SELECT name FROM tables")
	if err != nil {
		return err
	}
	err = rows.Err()
	if err != nil {
		return fmt.Errorf("tables: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		fmt.Println("one more")
	}
	return nil
}

func wrappedAgain(path string) error {
	file, err := os.Open(path)
	err = plainer(err)
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}

func plainer(err error) error {
	if os.IsNotExist(err) {
		return errMissing
	}
	return err
}
