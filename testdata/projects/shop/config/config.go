// Package config reads what the shop needs to know from the environment.
package config

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

// Settings are fixed once the shop runs.
type Settings struct {
	Listen            string
	Database          string
	PriceURL          string
	HookURL           string
	OfficeToken       string
	PictureDir        string
	RequestsPerMinute int
	Workers           int
}

var errNoDatabase = errors.New("SHOP_DATABASE is not set")

// Load fails if a number cannot be read or the database is not named.
func Load() (Settings, error) {
	settings := Settings{
		Listen:      text("SHOP_LISTEN", ":8080"),
		Database:    text("SHOP_DATABASE", ""),
		PriceURL:    text("SHOP_PRICES", "http://localhost:8081"),
		HookURL:     text("SHOP_HOOK", "http://localhost:8082/hook"),
		OfficeToken: text("SHOP_OFFICE_TOKEN", ""),
		PictureDir:  text("SHOP_PICTURES", os.TempDir()),
	}
	if settings.Database == "" {
		return settings, errNoDatabase
	}
	var err error
	if settings.RequestsPerMinute, err = number("SHOP_RATE", 120); err != nil {
		return settings, err
	}
	settings.Workers, err = number("SHOP_WORKERS", 4)
	return settings, err
}

func text(name, otherwise string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return otherwise
}

func number(name string, otherwise int) (int, error) {
	value, found := os.LookupEnv(name)
	if !found {
		return otherwise, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return n, nil
}
