// Package bad puts a new resource where one is still open.
package bad

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
	"go.opentelemetry.io/otel"
)

func twoQueries(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(new(int)); err != nil {
			break
		}
	}
	rows, err = db.Query("select 2") // want "`rows` is replaced while it holds a rows|`rows` is replaced"
	if err != nil {
		return err
	}
	return rows.Close()
}

func secondIsLost(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next()
	rows, err = db.Query("select 2") // want rows-not-closed:"result set"
	if err != nil {
		return err
	}
	if !rows.Next() {
		return sql.ErrNoRows
	}
	return nil
}

func fallback(first, second string) (string, error) {
	resp, err := http.Get(first)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		resp, err = http.Get(second) // want "`resp` is replaced"
		if err != nil {
			return "", err
		}
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

func follows(client *http.Client, req *http.Request, location string) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusFound {
		resp, err = client.Get(location) // want "`resp` is replaced"
	}
	return resp, err
}

func reopens(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if info, err := file.Stat(); err != nil || info.Size() == 0 {
		file, err = os.Create(path) // want "`file` is replaced"
		if err != nil {
			return err
		}
	}
	return file.Close()
}

func reconnects(addresses []string) (conn net.Conn, err error) {
	for _, address := range addresses {
		conn, err = net.Dial("tcp", address) // want connection-not-closed:"connection"
		if err != nil {
			continue
		}
		if _, err = conn.Write([]byte("hello")); err == nil {
			return conn, nil
		}
	}
	return nil, errors.Join(err, io.EOF)
}

func upgradesTransaction(ctx context.Context, db *sqlx.DB) error {
	tx, err := db.BeginTxx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "insert into x values (1)"); err != nil {
		tx, err = db.Beginx() // want "`tx` is replaced"
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

func statements(db *sql.DB) error {
	stmt, err := db.Prepare("select 1")
	if err != nil {
		return err
	}
	if _, err := stmt.Exec(); err != nil {
		stmt.Close()
		return err
	}
	stmt, err = db.Prepare("select 2") // want "`stmt` is replaced"
	if err != nil {
		return err
	}
	return stmt.Close()
}

func spans(ctx context.Context) {
	_, span := otel.Tracer("x").Start(ctx, "first")
	span.AddEvent("x")
	_, span = otel.Tracer("x").Start(ctx, "second") // want "`span` is replaced"
	span.End()
}

func setsNil(path string, skip bool) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	if skip {
		file = nil // want "`file` is replaced"
	}
	if file != nil {
		return file.Close()
	}
	return nil
}

var client = &http.Client{Timeout: time.Minute}

func ginHandler(c *gin.Context) {
	resp, err := client.Get("http://first")
	if err != nil {
		resp, err = client.Get("http://second")
		if err != nil {
			c.Status(http.StatusBadGateway)
			return
		}
	}
	if resp.StatusCode == http.StatusNotFound {
		resp, err = client.Get("http://third") // want "`resp` is replaced"
		if err != nil {
			c.Status(http.StatusBadGateway)
			return
		}
	}
	c.Status(resp.StatusCode)
	resp.Body.Close()
}

func switches(db *sql.DB, kind string) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	switch kind {
	case "all":
		rows, err = db.Query("select 2") // want "`rows` is replaced"
	case "none":
		return rows.Close()
	}
	if err != nil {
		return err
	}
	return rows.Close()
}

func swaps(first, second string) error {
	file, err := os.Open(first)
	if err != nil {
		return err
	}
	other, err := os.Open(second)
	if err != nil {
		file.Close()
		return err
	}
	file = other // want "`file` is replaced"
	return file.Close()
}

// The second := sets the first cancel function anew: no new variable.
func redeclared(parent context.Context) (context.Context, context.Context, func()) {
	ctx, cancel := context.WithTimeout(parent, time.Hour)
	other, cancel := context.WithTimeout(parent, time.Minute) // want "`cancel` is replaced while it holds a cancel function"
	return ctx, other, cancel
}

// A short file is begun anew, with the old one still open.
func resumedBadly(path string, done, least int64) error {
	var f *os.File
	var err error
	if done > 0 {
		if f, err = os.OpenFile(path, os.O_RDWR, 0o600); err != nil {
			return err
		}
		done -= least
	}
	if done == 0 {
		f, err = os.Create(path) // want "`f` is replaced while it holds a file that is not closed"
		if err != nil {
			return err
		}
	}
	defer f.Close()
	return f.Sync()
}
