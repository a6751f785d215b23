// Package detours reaches its defers by roundabout ways that lose nothing.
package detours

import (
	"bufio"
	"database/sql"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
)

func jumpsBack(path string) error {
	tries := 0
again:
	file, err := os.Open(path)
	if err != nil {
		if tries++; tries < 3 {
			goto again
		}
		return err
	}
	defer file.Close()
	return nil
}

func joinedErrors(from, to string) error {
	source, err1 := os.Open(from)
	target, err2 := os.Open(to)
	if err := errors.Join(err1, err2); err != nil {
		if source != nil {
			source.Close()
		}
		if target != nil {
			target.Close()
		}
		return err
	}
	defer source.Close()
	defer target.Close()
	return nil
}

func predicates(path string) (int, error) {
	file, err := os.Open(path)
	switch {
	case os.IsNotExist(err):
		return 0, nil
	case os.IsPermission(err):
		return 1, nil
	}
	if err != nil {
		return 2, err
	}
	defer file.Close()
	return 3, nil
}

func returnsCleanup(path string, lazy bool) (func(), error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	cleanup := func() { file.Close() }
	if lazy {
		return cleanup, nil
	}
	defer cleanup()
	return nil, nil
}

func callsCleanup(path string, empty bool) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	cleanup := func() { file.Close() }
	if empty {
		cleanup()
		return nil
	}
	defer cleanup()
	return nil
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func must(path string) {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
}

func exits(path string) {
	file, err := os.Open(path)
	if err != nil {
		log.Println(err)
		os.Exit(1)
	}
	defer file.Close()
}

func onlySometimes(db *sql.DB, begin bool) error {
	var tx *sql.Tx
	if begin {
		var err error
		if tx, err = db.Begin(); err != nil {
			return err
		}
		defer tx.Rollback()
	}
	if tx == nil {
		return nil
	}
	return tx.Commit()
}

func rollsBackOnError(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	return tx.Commit()
}

func orStandardInput(name string) error {
	in := os.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	_, err := io.Copy(io.Discard, in)
	return err
}

func peeks(path string) (*bufio.Reader, *os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	reader := bufio.NewReader(file)
	if _, err := reader.Peek(1); err != nil {
		file.Close()
		return nil, nil, err
	}
	return reader, file, nil
}

type holder struct{ file *os.File }

func wraps(path string, keep bool) (*holder, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	held := &holder{file: file}
	if keep {
		return held, nil
	}
	defer file.Close()
	return nil, nil
}

func sends(path string, idle chan *os.File) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	select {
	case idle <- file:
		return nil
	default:
	}
	defer file.Close()
	return nil
}

func skips(paths []string) {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			continue
		}
		if path == "skip" {
			file.Close()
			continue
		}
		defer file.Close() // want defer-in-loop:"`file`"
	}
}

func onlyGood(c *gin.Context) {
	resp, err := http.Get("http://prices/") // want client-without-timeout:"http.Get"
	if err == nil && resp.StatusCode == http.StatusOK {
		defer resp.Body.Close()
		c.Status(http.StatusOK)
		return
	}
	if err == nil {
		resp.Body.Close()
	}
}

func closesBeforeCheck(c *gin.Context) {
	resp, err := http.Get("http://prices/") // want client-without-timeout:"http.Get"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.Data(http.StatusOK, "application/json", body)
	time.Sleep(time.Millisecond)
}
