@echo off
@rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties pins, and fetches it first where it is missing.
@rem Needs a JDK, nothing else. Why this is not the usual wrapper: docs\build.md.
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "PROPERTIES=%ROOT%\.mvn\wrapper\maven-wrapper.properties"
set "USER_HOME=%MAVEN_USER_HOME%"
if not defined USER_HOME set "USER_HOME=%USERPROFILE%\.m2"

set "SHA512="
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%PROPERTIES%") do (
  if "%%a"=="distribution" for /f "tokens=2,3 delims=:" %%c in ("%%b") do set "NAME=%%c-%%d"
  if "%%a"=="sha512" set "SHA512=%%b"
)
set "M_HOME=%USER_HOME%\wrapper\dists\%NAME%\%SHA512:~0,16%"
if exist "%M_HOME%\bin\mvn.cmd" goto run

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" "%ROOT%\.mvn\wrapper\MavenHome.java" "%PROPERTIES%" "%USER_HOME%"
if errorlevel 1 exit /b 1

:run
set "MAVEN_BASEDIR=%ROOT%"
call "%M_HOME%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
